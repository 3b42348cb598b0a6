import { type Checkout, catalogue, type Experience } from "../catalogue/catalogue.ts";
import { parseSessionKey, type SessionName } from "../domain/session/session-name.ts";
import { noSuchSession, validateSessionWish } from "../domain/session/session-request.ts";
import type { Context } from "./context.ts";
import { isListed } from "./is-listed.ts";
import { type ProblemViolation, problem } from "./problem.ts";

interface Wish {
  experience: string;
  session?: string | undefined;
  requested?: { date: string; time: string } | undefined;
  participants: number;
  hotel?: string | undefined;
}

export type SessionWishReading =
  | { ok: true; experience: Experience; name: SessionName }
  | { ok: false; response: Response };

/**
 * Which session a guest means, or what is wrong with the wish. Checked before any object is asked,
 * so that no wish, however strange, makes an object for a time that can never be booked.
 */
export async function readSessionWish(
  { experience: slug, session, requested, participants, hotel }: Wish,
  checkout: Checkout,
  context: Context,
): Promise<SessionWishReading> {
  const experience = catalogue.soldExperience(slug);
  if (experience === undefined) return no(problem("unknown-experience"));
  if (experience.checkout !== checkout) return no(invalid([wrongCheckout(checkout)]));
  const { date, time } = requested ?? parseSessionKey(session ?? "") ?? { date: "", time: "" };
  const kind = requested === undefined ? "session" : "request";
  const wish = validateSessionWish(
    experience.rules,
    { date, time, participants },
    context.now(),
    kind,
  );
  if (!wish.ok) return no(invalid(wish.violations));
  if (hotel !== undefined && catalogue.hotel(hotel) === undefined)
    return no(invalid([unknownHotel]));
  const name = { experience: slug, date, time };
  if (kind === "session" && !(await isListed(experience, name, context))) {
    return no(invalid([noSuchSession]));
  }
  return { ok: true, experience, name };
}

const unknownHotel: ProblemViolation = {
  field: "hotel",
  code: "unknown-hotel",
  message: "We do not know this hotel. Leave it out to book without one.",
};

function wrongCheckout(checkout: Checkout): ProblemViolation {
  const message =
    checkout === "payment-intent"
      ? "This experience is not paid here: use POST /api/reservations."
      : "This class is paid at once: use POST /api/create-payment-intent.";
  return { field: "experience", code: "wrong-checkout", message };
}

function invalid(violations: ProblemViolation[]): Response {
  return problem("invalid-request", { violations });
}

function no(response: Response): { ok: false; response: Response } {
  return { ok: false, response };
}
