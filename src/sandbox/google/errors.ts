/** Google's error body. https://developers.google.com/workspace/calendar/api/guides/errors */
export function googleError(
  code: number,
  reason: string,
  message: string,
  more: { location?: string; locationType?: string; domain?: string } = {},
): Response {
  const { domain = "global", ...where } = more;
  const status = STATUS_NAMES[code];
  return Response.json(
    {
      error: {
        errors: [{ domain, reason, message, ...where }],
        code,
        message,
        ...(status === undefined ? {} : { status }),
      },
    },
    { status: code },
  );
}

const STATUS_NAMES: Record<number, string> = {
  401: "UNAUTHENTICATED",
  429: "RESOURCE_EXHAUSTED",
};

export const notFound = (): Response => googleError(404, "notFound", "Not Found");
export const badRequest = (message = "Bad Request", reason = "badRequest"): Response =>
  googleError(400, reason, message);
export const invalidValue = (name: string, message = "Invalid Value"): Response =>
  googleError(400, "invalid", message, { location: name, locationType: "parameter" });
export const required = (message: string): Response => googleError(400, "required", message);

/** What a `fail` fault answers: Google's usual reason for the status. */
export function faultError(status = 503, reason: string | undefined): Response {
  const usual: Record<number, [string, string]> = {
    400: ["badRequest", "Bad Request"],
    401: ["authError", "Invalid Credentials"],
    403: ["forbidden", "Forbidden"],
    404: ["notFound", "Not Found"],
    409: ["duplicate", "The requested identifier already exists."],
    410: ["fullSyncRequired", "Sync token is no longer valid, a full sync is required."],
    412: ["conditionNotMet", "Precondition Failed"],
    429: ["rateLimitExceeded", "Rate Limit Exceeded"],
  };
  const [named, message] = usual[status] ?? ["backendError", "Backend Error"];
  const quota =
    reason === "rateLimitExceeded" ||
    reason === "userRateLimitExceeded" ||
    reason === "quotaExceeded";
  return googleError(status, reason ?? named, quota ? "Rate Limit Exceeded" : message, {
    ...(quota || status === 429 ? { domain: "usageLimits" } : {}),
  });
}
