import type { Evidence, Rules } from "../evidence.ts";
import { allTrips, type ToldTrip } from "./evidence-of-services.ts";
import { messagesOf, type Sent } from "./messages-of.ts";
import { isNoticeOvertaken, isOvertaken } from "./overtaken.ts";

/** Written down a second time: by which words vendors and journal mean the same, and their order. */
const RANKS: readonly (readonly string[])[] = [
  ["queued"],
  ["sent"],
  ["deferred", "delayed"],
  ["unknown"],
  ["soft_bounced", "undelivered"],
  ["delivered"],
  ["hard_bounced", "failed"],
  ["read"],
  ["spam_complaint", "complained"],
];
const [UNKNOWN, UNDELIVERED, DELIVERED, FAILED, READ] = [3, 4, 5, 6, 7] as const;

/** How far each message has come is known as far as it was told, and who missed one is reached. */
export const receipts: Rules = {
  atTheEnd(evidence) {
    for (const told of allTrips(evidence)) {
      const messages = messagesOf(evidence, told.one);
      neverBack(evidence, told);
      for (const sent of messages) {
        asFarAsTold(evidence, told, sent, messages);
        if (sent.about === undefined) ownerIsTold(evidence, told, sent, messages);
        else staffAreTold(evidence, told, sent);
      }
    }
  },
};

function rankOf(status: unknown): number {
  return RANKS.findIndex((words) => words.includes(String(status)));
}

/** The journal's receipts of one message only ever say more, and the last is what stands. */
function neverBack(evidence: Evidence, { one, lines }: ToldTrip): void {
  const known = new Map<string, number>();
  for (const { event } of lines) {
    if (event.type !== "ReceiptRecorded") continue;
    const message = String(event.message);
    const rank = rankOf(event.status);
    if (rank < (known.get(message) ?? 0))
      evidence.fail("a receipt taken back", `${message} of ${one.id}`);
    known.set(message, rank);
  }
  for (const [message, { status }] of Object.entries(one.receipts)) {
    if (rankOf(status) !== known.get(message)) {
      evidence.fail("a receipt taken back", `${message} of ${one.id} is ${status}`);
    }
  }
}

/** All that was told is known; and of a WhatsApp message that nobody tells of, somebody has asked. */
function asFarAsTold(
  evidence: Evidence,
  trip: ToldTrip,
  sent: Sent,
  messages: readonly Sent[],
): void {
  const { one } = trip;
  const { message, about, copies, channel } = sent;
  const name = about === undefined ? message : `${message}/${about}`;
  const known = rankOf(one.receipts[name]?.status);
  const told = copies.flatMap((copy) => copy.told).map(rankOf);
  if (Math.max(-1, ...told) > known) {
    evidence.fail("a receipt that was not taken", `${name} of ${one.id}`);
  }
  // Overtaken while its answer was out: nobody asks what became of it.
  const isLeft =
    copies.every(({ unanswered }) => unanswered) &&
    isOvertaken(evidence, trip, about ?? message, messages);
  if (channel === "whatsapp" && known < UNKNOWN && !isLeft) {
    evidence.fail("nobody knows how it ended", `${name} of ${one.id}`);
  }
}

/** What certainly, and what perhaps, counts as not having arrived by what the product could hear. */
function missedOf({ copies, refused }: Sent): { surely: boolean; perhaps: boolean } {
  const happened = new Set(copies.flatMap((copy) => copy.happened).map(rankOf));
  const told = new Set(copies.flatMap((copy) => copy.told).map(rankOf));
  const isSeen = [...happened].some((rank) => rank >= READ);
  const isThere = happened.has(DELIVERED);
  const surely =
    refused ||
    (told.has(FAILED) && !isSeen) ||
    (told.has(UNDELIVERED) && !isThere && !happened.has(FAILED) && !isSeen);
  return { surely, perhaps: refused || happened.has(UNDELIVERED) || happened.has(FAILED) };
}

/** Once, by the other channel. That it is once, the rule of copies sees to. */
function ownerIsTold(
  evidence: Evidence,
  trip: ToldTrip,
  sent: Sent,
  messages: readonly Sent[],
): void {
  const { one } = trip;
  const { message, channel } = sent;
  const other = channel === "email" ? "whatsapp" : "email";
  const notices = messages.filter(({ about }) => about === message);
  const { surely, perhaps } = missedOf(sent);
  const name = `${message} of ${one.id}`;
  if (surely && notices.length === 0 && !isNoticeOvertaken(evidence, trip, message, messages))
    evidence.fail("missed, and the owner was not told", name);
  if (!perhaps && notices.length > 0) evidence.fail("told what is not so", `notice of ${name}`);
  for (const notice of notices) {
    if (notice.channel !== other) evidence.fail("told by the same channel", name);
  }
}

/** A notice that fails in turn is for staff. */
function staffAreTold(evidence: Evidence, { one }: ToldTrip, sent: Sent): void {
  if (!missedOf(sent).surely) return;
  const isAlerted = evidence.world.mail.accepted.some(
    ({ tags, text }) =>
      tags.includes("staff-alert") && tags.includes(one.id) && text.includes("did not arrive"),
  );
  if (!isAlerted)
    evidence.fail("nobody was reached", `${sent.message} about ${sent.about} of ${one.id}`);
}
