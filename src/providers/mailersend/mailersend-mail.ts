import { EmailParams } from "mailersend/lib/models/email/EmailParams.js";
import { RequestService } from "mailersend/lib/services/request.service.js";
import type { Email, Mailbox } from "../../messages/email.ts";
import type { Mail } from "../mail.ts";
import { CALL_TIMEOUT_MS, type Outcome } from "../outcome.ts";

export interface MailerSendSettings {
  apiKey: string;
  /** `https://api.mailersend.com/v1`, or where the sandbox stands in for it. */
  apiBase: string;
}

/**
 * Whatever the domain's settings say: a link that is counted leads through MailerSend's address, and
 * content that is kept has signed links in it.
 */
const UNTRACKED = { track_clicks: false, track_content: false };

/** What the SDK's email module does to send, without the templates, domains and reports beside it. */
class Sender extends RequestService {
  send(email: EmailParams) {
    return this.post("/email", email);
  }
}

/** The mail port on MailerSend's own SDK; its request service takes a base URL. */
export function mailerSendMail({ apiKey, apiBase }: MailerSendSettings): Mail {
  const sender = new Sender(apiKey, apiBase);
  return {
    async send(email) {
      const sent = sender.send(parametersOf(email)).then(
        ({ headers }): Outcome<{ id: string }> => ({
          kind: "ok",
          value: { id: String(headers["x-message-id"] ?? "") },
        }),
        failureOf,
      );
      return withinTime(sent);
    },
  };
}

function parametersOf({ to, from, replyTo, subject, html, text, attachments, tags }: Email) {
  return new EmailParams({
    from: mailbox(from),
    to: [mailbox(to)],
    replyTo: mailbox(replyTo),
    subject,
    html,
    text,
    tags,
    settings: UNTRACKED,
    attachments: attachments.map(({ filename, content }) => ({
      filename,
      content: base64(content),
      disposition: "attachment",
    })),
  });
}

/** MailerSend refuses a name with a comma or a semicolon, and with it the whole message. */
function mailbox({ email, name }: Mailbox): Mailbox {
  const plain = name?.replace(/[;,]+/g, " ").replace(/\s+/g, " ").trim();
  return plain ? { email, name: plain } : { email };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** The SDK sets no time limit and takes no signal. */
async function withinTime<T>(answer: Promise<Outcome<T>>): Promise<Outcome<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    const noAnswer = { kind: "unknown" as const, reason: "no answer in time" };
    timer = setTimeout(() => resolve(noAnswer), CALL_TIMEOUT_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** MailerSend, API responses: 422 names the bad field; 429 carries `retry-after` in seconds. */
function failureOf(error: unknown): Outcome<never> {
  if (!isAnswer(error)) return { kind: "unknown", reason: `no answer: ${String(error)}` };
  const { statusCode, body, headers } = error;
  const reason = `${statusCode} ${JSON.stringify(body).slice(0, 300)}`;
  if (statusCode === 429) {
    const seconds = Number(headers?.["retry-after"]);
    return { kind: "retryable", reason, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) };
  }
  if (statusCode >= 500) return { kind: "unknown", reason };
  // A key that was revoked or a domain not verified yet is mended by people: keep the message.
  const isOurs = statusCode === 401 || statusCode === 403;
  if (isOurs || (statusCode === 422 && isAboutAccount(body))) return { kind: "retryable", reason };
  return { kind: "permanent", reason };
}

/** A sender that is not verified, and a trial's limit (MailerSend: 422 errors). */
const ACCOUNT_CODES = /#MS(42207|42225)\b/;

/** Whether all that a 422 names is our account or our sender: nothing of the message is wrong. */
function isAboutAccount(body: unknown): boolean {
  const errors = typeof body === "object" && body !== null && "errors" in body && body.errors;
  const named = Object.entries(errors || {});
  return (
    named.length > 0 &&
    named.every(([field, words]) => field.startsWith("from.") || ACCOUNT_CODES.test(String(words)))
  );
}

interface Answer {
  statusCode: number;
  body: unknown;
  headers?: Record<string, string>;
}

function isAnswer(error: unknown): error is Answer {
  return typeof error === "object" && error !== null && "statusCode" in error;
}
