/// <reference types="vite/client" />

/** Version of this client, sent as `X-Kejing-Client`; the server answers `client_too_old` when it no longer serves it. */
declare const __KEJING_CLIENT__: string;
