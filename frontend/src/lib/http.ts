import { currentLanguage } from './language';
import { networkError } from './problem';
import { observeServerDate } from './server-time';
import { accessToken, renewSession, signedInAgain } from './session';

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

/**
 * `fetch` as the signed-in person: language, client version and bearer token; a 401 renews the session and sends the same
 * request once more. When the session is over, the request waits until the person has signed in again, so that nothing
 * typed is lost. Throws `network_unreachable` where no answer came.
 */
export async function authorizedFetch(input: Request): Promise<Response> {
  input.headers.set('X-Kejing-Client', __KEJING_CLIENT__);
  input.headers.set('Accept-Language', currentLanguage());
  const again = input.clone();
  const response = await send(input);
  if (response.status !== 401) return response;
  if (!(await renewSession()) && !(await signedInAgain())) return response;
  return send(again);
}
