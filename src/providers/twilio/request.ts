import { CALL_TIMEOUT_MS } from "../outcome.ts";

export interface TwilioSettings {
  /** "AC" and 32 hexadecimal digits. */
  accountSid: string;
  authToken: string;
  /** `https://api.twilio.com`, or where the sandbox stands in for it. */
  apiBase: string;
  fetch: typeof fetch;
}

/** What the SDK's resources ask of a client. */
export interface TwilioCall {
  method: string;
  /** Below the base, or in full for a further page of a list. */
  uri: string;
  params?: object;
  data?: object;
  headers?: Record<string, string>;
}

export interface TwilioAnswer {
  statusCode: number;
  body: string;
  headers: Headers;
}

/**
 * One call to Twilio, with Basic authentication and a time limit. It stands in for the SDK's own
 * client, which brings axios and half a megabyte with it. Rejects when there is no answer.
 */
export async function twilioRequest(
  { accountSid, authToken, apiBase, fetch }: TwilioSettings,
  { method, uri, params, data, headers }: TwilioCall,
): Promise<TwilioAnswer> {
  const url = new URL(uri.includes("://") ? uri : `${apiBase.replace(/\/$/, "")}/${uri}`);
  for (const [name, value] of fieldsOf(params)) url.searchParams.append(name, value);
  // Not AbortSignal.timeout: its timer outlives the call and keeps the object awake and billed.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error("no answer in time")), CALL_TIMEOUT_MS);
  try {
    const response = await fetch(url.href, {
      method: method.toUpperCase(),
      headers: { ...headers, authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      ...(data !== undefined && { body: new URLSearchParams(fieldsOf(data)).toString() }),
      signal: abort.signal,
    });
    return {
      statusCode: response.status,
      body: await response.text(),
      headers: response.headers,
    };
  } finally {
    clearTimeout(timer);
  }
}

function fieldsOf(parameters: object = {}): [string, string][] {
  return Object.entries(parameters).map(([name, value]) => [name, String(value)]);
}
