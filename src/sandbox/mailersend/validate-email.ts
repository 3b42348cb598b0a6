import type { Address, Attachment, EmailRecord, EmailSettings } from "./emails.ts";

// https://developers.mailersend.com/api/v1/email.html#send-an-email
const RECIPIENTS_MAX = 50;
const COPIES_MAX = 10;
const SUBJECT_LENGTH_MAX = 998;
const BODY_BYTES_MAX = 2 * 1024 * 1024;
const TAGS_MAX = 5;
const TAG_LENGTH_MAX = 191;
const ATTACHMENTS_BYTES_MAX = 25 * 1024 * 1024;

const KNOWN_FIELDS = [
  "attachments",
  "bcc",
  "cc",
  "from",
  "headers",
  "html",
  "in_reply_to",
  "list_unsubscribe",
  "personalization",
  "precedence_bulk",
  "references",
  "reply_to",
  "send_at",
  "settings",
  "subject",
  "tags",
  "template_id",
  "text",
  "to",
];

/** Field name → what is wrong with it, as in MailerSend's 422. */
export type FieldErrors = Record<string, string[]>;

export type ReadEmail = Omit<EmailRecord, "id" | "at">;

/** Reads the body of `POST /v1/email`; every problem, not only the first. */
export function validateEmail(
  body: Record<string, unknown>,
): { ok: true; email: ReadEmail } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const wrong = (field: string, message: string) => {
    errors[field] = [...(errors[field] ?? []), message];
  };
  for (const name of Object.keys(body)) {
    // MailerSend ignores what it does not know; a typo must not go unseen here.
    if (!KNOWN_FIELDS.includes(name)) wrong(name, `The ${name} field is unknown.`);
  }
  const from = readAddress(body.from, "from", wrong);
  const to = readAddresses(body.to, "to", RECIPIENTS_MAX, wrong);
  if (to.length === 0 && errors.to === undefined) wrong("to", "The to field is required.");
  const cc = readAddresses(body.cc, "cc", COPIES_MAX, wrong);
  const bcc = readAddresses(body.bcc, "bcc", COPIES_MAX, wrong);
  const replyTo =
    body.reply_to === undefined ? undefined : readAddress(body.reply_to, "reply_to", wrong);
  const subject = readText(body.subject, "subject", wrong) ?? "";
  if (subject === "" && errors.subject === undefined)
    wrong("subject", "The subject field is required.");
  if (subject.length > SUBJECT_LENGTH_MAX) {
    wrong("subject", `The subject must not be greater than ${SUBJECT_LENGTH_MAX} characters.`);
  }
  const text = readText(body.text, "text", wrong);
  const html = readText(body.html, "html", wrong);
  if (!text && !html && body.template_id === undefined) {
    wrong("text", "The text field is required when none of html / template id are present.");
    wrong("html", "The html field is required when none of text / template id are present.");
  }
  for (const [name, value] of [
    ["text", text],
    ["html", html],
  ] as const) {
    if ((value?.length ?? 0) > BODY_BYTES_MAX)
      wrong(name, `The ${name} must not be greater than 2 MB.`);
  }
  const tags = readTags(body.tags, wrong);
  const settings = readSettings(body.settings, wrong);
  const attachments = readAttachments(body.attachments, wrong);
  if (Object.keys(errors).length > 0 || from === undefined) return { ok: false, errors };
  return {
    ok: true,
    email: {
      from,
      to,
      cc,
      bcc,
      subject,
      tags,
      attachments,
      ...(settings === undefined ? {} : { settings }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
    },
  };
}

type Wrong = (field: string, message: string) => void;

function readAddress(given: unknown, field: string, wrong: Wrong): Address | undefined {
  const email = isFields(given) ? given.email : undefined;
  if (typeof email !== "string" || email === "") {
    wrong(`${field}.email`, `The ${field}.email field is required.`);
    return undefined;
  }
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email)) {
    wrong(`${field}.email`, `The ${field}.email must be a valid email address.`);
    return undefined;
  }
  const name = isFields(given) ? given.name : undefined;
  if (name === undefined || name === null || name === "") return { email };
  if (typeof name !== "string" || /[;,]/.test(name)) {
    wrong(`${field}.name`, `The ${field}.name may not contain ';' or ','.`);
    return undefined;
  }
  return { email, name };
}

function readAddresses(given: unknown, field: string, maximum: number, wrong: Wrong): Address[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    wrong(field, `The ${field} must be an array.`);
    return [];
  }
  if (given.length > maximum) wrong(field, `The ${field} may not have more than ${maximum} items.`);
  return given.flatMap((item, index) => readAddress(item, `${field}.${index}`, wrong) ?? []);
}

function readText(given: unknown, field: string, wrong: Wrong): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string") return given;
  wrong(field, `The ${field} must be a string.`);
  return undefined;
}

function readTags(given: unknown, wrong: Wrong): string[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given) || given.some((tag) => typeof tag !== "string")) {
    wrong("tags", "The tags must be an array.");
    return [];
  }
  const tags: string[] = given;
  if (tags.length > TAGS_MAX) wrong("tags", `The tags may not have more than ${TAGS_MAX} items.`);
  for (const [index, tag] of tags.entries()) {
    if (tag.length <= TAG_LENGTH_MAX) continue;
    wrong(
      `tags.${index}`,
      `The tags.${index} must not be greater than ${TAG_LENGTH_MAX} characters.`,
    );
  }
  return tags;
}

const SETTINGS = ["track_clicks", "track_opens", "track_content"];

function readSettings(given: unknown, wrong: Wrong): EmailSettings | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isFields(given)) {
    wrong("settings", "The settings must be an array.");
    return undefined;
  }
  for (const [name, value] of Object.entries(given)) {
    const at = `settings.${name}`;
    if (!SETTINGS.includes(name)) wrong(at, `The ${at} field is unknown.`);
    else if (typeof value !== "boolean") wrong(at, `The ${at} field must be true or false.`);
  }
  return given;
}

function readAttachments(given: unknown, wrong: Wrong): Attachment[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    wrong("attachments", "The attachments must be an array.");
    return [];
  }
  const attachments = given.flatMap((item, index) => readAttachment(item, index, wrong) ?? []);
  const bytes = attachments.reduce((sum, { content }) => sum + (content.length * 3) / 4, 0);
  if (bytes > ATTACHMENTS_BYTES_MAX)
    wrong("attachments", "The attachments must not be greater than 25 MB.");
  return attachments;
}

function readAttachment(item: unknown, index: number, wrong: Wrong): Attachment | undefined {
  const at = `attachments.${index}`;
  const { content, filename, disposition, id } = isFields(item) ? item : {};
  if (typeof content !== "string" || content === "") {
    wrong(`${at}.content`, `The ${at}.content field is required.`);
    return undefined;
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(content) || content.length % 4 !== 0) {
    wrong(`${at}.content`, `The ${at}.content must be a valid base64 string.`);
  }
  if (typeof filename !== "string" || filename === "") {
    wrong(`${at}.filename`, `The ${at}.filename field is required.`);
    return undefined;
  }
  if (disposition !== undefined && disposition !== "attachment" && disposition !== "inline") {
    wrong(`${at}.disposition`, `The selected ${at}.disposition is invalid.`);
    return undefined;
  }
  if (disposition === "inline" && typeof id !== "string") {
    wrong(`${at}.id`, `The ${at}.id field is required when ${at}.disposition is inline.`);
  }
  return {
    content,
    filename,
    disposition: disposition ?? "attachment",
    ...(typeof id === "string" ? { id } : {}),
  };
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
