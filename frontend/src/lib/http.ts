import { currentLanguage } from './language';
import { networkError, problemOf } from './problem';
import { observeServerDate } from './server-time';
import { accessToken, renewSession, signedInAgain } from './session';
import { STEP_UP_REQUIRED, stepUp } from './step-up';

async function send(request: Request): Promise<Response> {
  const bearer = await accessToken();
  if (bearer !== undefined) request.headers.set('Authorization', `Bearer ${bearer}`);
  const sentAt = Date.now();
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw networkError();
  });
  observeServerDate(response.headers.get('date'), sentAt, Date.now());
  return response;
}

async function asksForCode(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return problemOf(body, response.status).code === STEP_UP_REQUIRED;
}

/**
 * `fetch` as the signed-in person: language, client version and bearer token; a 401 renews the session and sends the same
 * request once more. When the session is over, the request waits until the person has signed in again, so that nothing
 * typed is lost; where the act asks for a fresh code, it waits for that. Throws `network_unreachable` where no answer came.
 */
export async function authorizedFetch(input: Request): Promise<Response> {
  input.headers.set('X-Kejing-Client', __KEJING_CLIENT__);
  input.headers.set('Accept-Language', currentLanguage());
  let response = await send(input.clone());
  if (response.status === 401 && ((await renewSession()) || (await signedInAgain()))) response = await send(input.clone());
  if ((await asksForCode(response)) && (await stepUp())) response = await send(input.clone());
  return response;
}
