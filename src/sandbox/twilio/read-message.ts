import type { World } from "../world.ts";
import type { TwilioRefusal } from "./errors.ts";
import type { MessageRecord } from "./records.ts";
import { filled, templateBody } from "./templates.ts";

/** E.164, as Twilio's channel addresses carry it. */
const ADDRESS = /^whatsapp:\+[1-9]\d{7,14}$/;
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;
const BODY_LENGTH_MAX = 1600;

const KNOWN = ["To", "From", "Body", "ContentSid", "ContentVariables", "StatusCallback"];

export type NewMessage = Pick<
  MessageRecord,
  "to" | "from" | "body" | "contentSid" | "statusCallback"
>;

/** Reads the form of `POST Messages.json`, in Twilio's order and with its codes. */
export function readMessage(world: World, form: URLSearchParams): NewMessage | TwilioRefusal {
  // Twilio ignores what it does not know; a typo must not go unseen here.
  const unknown = [...form.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return refusal(20001, `Unknown parameter: ${unknown}`);
  const to = form.get("To") ?? "";
  const from = form.get("From") ?? "";
  if (to === "") return refusal(21604, "A 'To' phone number is required.");
  if (!ADDRESS.test(to))
    return refusal(21211, `The 'To' number ${to} is not a valid phone number.`);
  if (from === "") return refusal(21603, "A 'From' phone number is required.");
  if (!ADDRESS.test(from)) {
    return refusal(63007, "Twilio could not find a Channel with the specified From address");
  }
  const statusCallback = form.get("StatusCallback");
  if (statusCallback !== null && !URL.canParse(statusCallback)) {
    return refusal(21609, "The StatusCallback URL is not a valid URL.");
  }
  const text = readText(world, form);
  if ("code" in text) return text;
  return { to, from, ...text, ...(statusCallback === null ? {} : { statusCallback }) };
}

function readText(
  world: World,
  form: URLSearchParams,
): Pick<NewMessage, "body" | "contentSid"> | TwilioRefusal {
  const body = form.get("Body");
  const contentSid = form.get("ContentSid");
  const variables = form.get("ContentVariables");
  if (contentSid === null) {
    if (variables !== null) {
      return refusal(21654, "ContentSid is required when ContentVariables is provided.");
    }
    if (!body) return refusal(21619, "A text message body or media urls must be specified.");
    if (body.length > BODY_LENGTH_MAX) {
      return refusal(21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    return { body };
  }
  const template = CONTENT_SID.test(contentSid) ? templateBody(world, contentSid) : undefined;
  if (template === undefined) return refusal(21655, "The ContentSid Parameter is invalid.");
  const values = readVariables(variables);
  const text = values === undefined ? undefined : filled(template, values);
  if (text === undefined) return refusal(21656, "The ContentVariables Parameter is invalid.");
  return { body: text, contentSid };
}

/** A JSON object of strings. */
function readVariables(given: string | null): Record<string, string> | undefined {
  if (given === null) return {};
  try {
    const values: unknown = JSON.parse(given);
    if (typeof values !== "object" || values === null || Array.isArray(values)) return undefined;
    const texts = Object.values(values).every((value) => typeof value === "string");
    return texts ? (values as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

function refusal(code: number, message: string): TwilioRefusal {
  return { status: 400, code, message };
}
