import type { PublicRoom } from "../../../catalogue/public-view.ts";
import { type ExtraAnswers, validateExtras } from "../../../domain/extras.ts";
import type { FieldViolation, HoldRequest, RoomSlot } from "../api.ts";
import type { BookingForm } from "../booking-state.ts";

/** Only what a typing slip looks like: whether an address works, the confirmation tells. */
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;

/** The extras as the API wants them: answered ones only, numbers as numbers. */
export function extraAnswers(room: PublicRoom, form: BookingForm): ExtraAnswers {
  const answers: ExtraAnswers = {};
  for (const extra of room.extras) {
    const given = form.extras[extra.id];
    if (given === undefined || given === false || given === "") continue;
    const number = extra.type === "number" ? wholeNumber(String(given)) : undefined;
    answers[extra.id] = number ?? given;
  }
  return answers;
}

/** The slot to ask a price for, or `undefined` while it is incomplete. */
export function slotOf(room: PublicRoom, form: BookingForm): RoomSlot | undefined {
  const attendees = wholeNumber(form.attendees);
  if (form.dates.length === 0 || form.start === "" || form.end === "") return undefined;
  if (attendees === undefined || attendees < 1) return undefined;
  const extras = extraAnswers(room, form);
  return {
    room: room.slug,
    dates: form.dates,
    start: form.start,
    end: form.end,
    attendees,
    ...(form.discount === "" ? {} : { discount: form.discount }),
    ...(Object.keys(extras).length === 0 ? {} : { extras }),
  };
}

/** What is still needed before a price can be asked for, in words for the guest. */
export function missingForQuote(room: PublicRoom, form: BookingForm): string[] {
  const extras = validateExtras(room.extras, extraAnswers(room, form));
  const refused = extras.ok ? [] : extras.violations.map(({ field }) => field);
  return [
    ...(form.dates.length === 0 ? ["your days"] : []),
    ...(form.start === "" || form.end === "" ? ["your times"] : []),
    ...((wholeNumber(form.attendees) ?? 0) < 1 ? ["how many people come"] : []),
    ...room.extras
      .filter(({ id }) => refused.includes(`extras.${id}`))
      .map(({ label }) => `“${label}”`),
  ];
}

/** The booking to submit. Call it for a form that `checkForm` has nothing against. */
export function holdRequestOf(slot: RoomSlot, form: BookingForm): HoldRequest {
  const phone = form.phone.trim();
  const notes = form.notes.trim();
  return {
    ...slot,
    customer: {
      name: form.name.trim(),
      email: form.email.trim(),
      ...(phone === "" ? {} : { phone }),
    },
    ...(notes === "" ? {} : { notes }),
  };
}

/** What is missing or plainly mistyped, in the order of the page. The API decides the rest. */
export function checkForm(room: PublicRoom, form: BookingForm): FieldViolation[] {
  const violations: FieldViolation[] = [];
  const refuse = (field: string, message: string) => violations.push({ field, message });
  if (form.dates.length === 0) refuse("dates", "Choose at least one day.");
  // Each of these opens the next: what cannot be answered yet is not asked for.
  else if (form.start === "") refuse("start", "Choose when you start.");
  else if (form.end === "") refuse("end", "Choose when you finish.");
  const attendees = wholeNumber(form.attendees);
  if (attendees === undefined || attendees < 1) {
    refuse("attendees", "Say how many people will come: a whole number, at least 1.");
  } else if (attendees > room.capacity) {
    refuse("attendees", `This room holds ${room.capacity} people.`);
  }
  const extras = validateExtras(room.extras, extraAnswers(room, form));
  if (!extras.ok) violations.push(...extras.violations);
  if (form.name.trim() === "") refuse("name", "Tell us your name.");
  if (!emailShape.test(form.email.trim())) {
    refuse("email", "Enter your email address, like name@example.org.");
  }
  return violations;
}
