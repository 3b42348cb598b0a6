import type { PublicExperience } from "../../../catalogue/public-view.ts";
import { sayInstant } from "../../day-words.ts";
import { sayCancellation, sayTimeToPay } from "../../experience-words.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Of what is not paid yet, and could not be cancelled if it were. */
export const tooSoonToCancel = "It starts so soon that it cannot be cancelled once it is paid.";

/** Of what is paid. */
export const tooCloseToCancel = "It is too close to the start to be cancelled.";

/** Until when the chosen session can be cancelled; by the rule alone while none is chosen. */
export function sayCancelling(
  experience: Pick<PublicExperience, "cancellationDays" | "timeZone">,
  startsAt: number | undefined,
  now: number,
): string {
  if (startsAt === undefined) return sayCancellation(experience);
  const until = startsAt - experience.cancellationDays * DAY_MS;
  if (until < now) return tooSoonToCancel;
  const day = sayInstant(new Date(until).toISOString(), experience.timeZone);
  return `Cancel until ${day} and get all your money back. After that it cannot be cancelled.`;
}

type Paid = Pick<PublicExperience, "paymentHours">;

/** "for 24 hours": how long spots that are taken now can be paid by a link. */
export function sayForHowLong(experience: Paid, startsAt: number | undefined, now: number): string {
  return startsAt !== undefined && startsAt < now + experience.paymentHours * HOUR_MS
    ? "until it starts"
    : `for ${sayTimeToPay(experience)}`;
}

/** How long a guest has to pay after a yes, which may come at any time until `answerBy`. */
export function sayAfterYes(
  experience: Paid,
  { startsAt, answerBy, now }: { startsAt: number; answerBy: number; now: number },
): string {
  const paymentMs = experience.paymentHours * HOUR_MS;
  if (startsAt < now + paymentMs) return "until it starts";
  const time = sayTimeToPay(experience);
  return startsAt < answerBy + paymentMs ? `${time}, or until it starts if that is sooner,` : time;
}
