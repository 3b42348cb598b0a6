import { callbackQueue } from "../callbacks.ts";
import type { World } from "../world.ts";
import { type EmailRecord, emails } from "./emails.ts";
import { hexId } from "./hex-id.ts";

const SECOND = 1000;

/** MailerSend repeats what was not answered with 2xx in time; how long it waits is not documented. */
const RETRY_WAITS_MS = [10 * SECOND, 100 * SECOND];

/** https://developers.mailersend.com/api/v1/webhooks.html#available-events */
export const ACTIVITIES = [
  "sent",
  "deferred",
  "delivered",
  "soft_bounced",
  "hard_bounced",
  "suppressed",
  "spam_complaint",
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** What becomes of an email, by what stands before the "@" (and before a "+"). */
const ways: Record<string, Activity[]> = {
  bounce: ["sent", "hard_bounced"],
  softbounce: ["sent", "soft_bounced"],
  latebounce: ["sent", "delivered", "hard_bounced"],
  deferred: ["sent", "deferred", "delivered"],
  complaint: ["sent", "delivered", "spam_complaint"],
  suppressed: ["suppressed"],
};

const USUAL_WAY: Activity[] = ["sent", "delivered"];

/** From one piece of news to the next. */
const STEP_MS = 0.5 * SECOND;

/** Starts an email on its way, if somebody wants to hear of it. */
export function followEmail(world: World, { id, to }: EmailRecord): void {
  if (world.settings.mailersendWebhookUrl === undefined) return;
  const name = to[0]?.email.split(/[@+]/)[0]?.toLowerCase() ?? "";
  const way = (Object.hasOwn(ways, name) ? ways[name] : undefined) ?? USUAL_WAY;
  for (const [index, activity] of way.entries()) {
    const dueAt = world.now() + (index + 1) * STEP_MS;
    world.agenda.add("mailersend-activity", `${id}/${activity}`, dueAt);
  }
}

/** A step of an email's way, as the agenda holds it. */
export function takeActivity(world: World, subject: string): void {
  const [id = "", activity = ""] = subject.split("/");
  recordActivity(world, id, activity as Activity);
}

/** Something happened to an email: it is remembered, and the app is told. */
export function recordActivity(
  world: World,
  id: string,
  activity: Activity,
): EmailRecord | undefined {
  const known = emails(world).get(id);
  if (known === undefined) return undefined;
  const email = { ...known, activity };
  emails(world).put(id, email);
  const url = world.settings.mailersendWebhookUrl;
  if (url !== undefined) {
    const event = eventOf(world, email, activity);
    callbackQueue.schedule(world, {
      provider: "mailersend",
      url,
      // MailerSend writes every slash with a backslash before it.
      body: JSON.stringify(event).replaceAll("/", "\\/"),
      event: { id: event.data.id, type: event.type, message: id },
      retryWaitsMs: RETRY_WAITS_MS,
    });
  }
  return email;
}

/**
 * MailerSend's Webhooks v2; v1 ends on 1 December 2026. The recipient's field is called `recipient`,
 * whatever the documentation's example says.
 */
function eventOf(world: World, email: EmailRecord, activity: Activity) {
  const microseconds = new Date(world.now()).toISOString().replace("Z", "000Z");
  return {
    type: `activity.${activity}`,
    created_at: microseconds,
    data: {
      id: hexId(world),
      domain_id: "sandboxdomain0001",
      message_id: email.id,
      email_id: hexId(world),
      type: activity,
      subject: email.subject,
      recipient: email.to[0]?.email ?? "",
      tags: email.tags,
      meta: metaOf(email, activity),
    },
    webhook_id: "sandboxwebhook001",
  };
}

/** An empty list when there is nothing to say. */
function metaOf({ to }: EmailRecord, activity: Activity): object {
  const address = `<${to[0]?.email ?? ""}>`;
  switch (activity) {
    case "hard_bounced":
      return { bounce_reason: `${address}: no such user`, bounce_code: 550, bounce_type: "hard" };
    case "soft_bounced":
      return { bounce_reason: `${address}: mailbox full`, bounce_code: 452, bounce_type: "soft" };
    case "suppressed":
      return { suppression_reason: "on_hold" };
    default:
      return [];
  }
}
