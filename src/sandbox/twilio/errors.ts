/** Twilio's error body. https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export function twilioError(status: number, code: number, message: string): Response {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return Response.json({ code, message, more_info, status }, { status });
}

/** A refusal before it is an answer. */
export interface TwilioRefusal {
  status: number;
  code: number;
  message: string;
}

/** What a `fail` fault answers; `reason` is a code of Twilio's ("63007"). */
export function faultAnswer(status = 503, reason?: string): Response {
  const usual: Record<number, [code: number, message: string]> = {
    401: [20003, "Authenticate"],
    404: [20404, "The requested resource was not found"],
    429: [20429, "Too Many Requests"],
    500: [20500, "An internal server error has occurred"],
    503: [20503, "Service is unavailable. Please try again later."],
  };
  const [code, message] = usual[status] ?? [20001, "The request was refused (sandbox fault)."];
  return twilioError(status, reason === undefined ? code : Number(reason), message);
}
