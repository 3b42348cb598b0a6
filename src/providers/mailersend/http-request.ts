/** What the SDK asks of its HTTP client. */
interface SdkRequest {
  baseURL: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  data?: unknown;
}

interface SdkResponse {
  status: number;
  headers: Headers;
  data: unknown;
}

/** An answer that is no success is thrown, with the answer in it. */
class RefusedError extends Error {
  readonly response: SdkResponse;

  constructor(response: SdkResponse) {
    super(`Request failed with status code ${response.status}`);
    this.response = response;
  }
}

/**
 * In the bundle this stands for the SDK's HTTP client (gaxios, which brings retries, proxies and
 * multipart uploads): one request by the runtime's own `fetch`, which is never repeated.
 */
export async function request(wanted: SdkRequest): Promise<SdkResponse> {
  const { baseURL, url, method, data } = wanted;
  const headers = { accept: "application/json", ...wanted.headers };
  const answer = await fetch(new URL(url, baseURL), {
    method,
    headers: data === undefined ? headers : { "content-type": "application/json", ...headers },
    body: data === undefined ? null : JSON.stringify(data),
  });
  const response = {
    status: answer.status,
    headers: answer.headers,
    data: read(await answer.text()),
  };
  if (!answer.ok) throw new RefusedError(response);
  return response;
}

/** A proxy's page of an error is no JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
