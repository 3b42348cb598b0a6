/** A JSON answer that no cache may keep: availability and bookings change by the second. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, {
    ...init,
    headers: {
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(init.headers as Record<string, string>),
    },
  });
}
