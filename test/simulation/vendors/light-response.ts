/** What the ports read of a response, and nothing that needs a stream. */
export function lightResponse(status: number, body: unknown): Response {
  const text = body === undefined ? "" : JSON.stringify(body);
  const light = {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(),
    text: () => Promise.resolve(text),
  };
  return light as Response;
}
