import type { PublicExperience } from "../catalogue/public-view.ts";
import { count, sayLength, sayPeople, sayTime } from "./day-words.ts";
import { sayZone } from "./room-words.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const weekdayNames = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/** "Saturday, 10:00 am and 2:00 pm": one entry for each weekday that has sessions. */
export function sayWeeklyTimes(times: PublicExperience["weeklyTimes"]): string[] {
  return weekdays.flatMap((weekday) => {
    const starts = times[weekday] ?? [];
    if (starts.length === 0) return [];
    return [`${weekdayNames[weekday]}, ${starts.map(sayTime).join(" and ")}`];
  });
}

/** "2 hours", "1 h 30 min": short enough to stand beside a price. */
export function sayDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 || rest === 0 ? sayLength(minutes) : `${hours} h ${rest} min`;
}

/** "1 to 8", or "8" when there is no choice. */
export const sayParty = ({ minimum, maximum }: PublicExperience["participants"]): string =>
  minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`;

/** How long a guest has to pay by link once spots are taken: "24 hours". */
export const sayTimeToPay = ({ paymentHours }: Pick<PublicExperience, "paymentHours">): string =>
  sayLength(Math.round(paymentHours * 60));

/** What a guest can get back, as one sentence. */
export const sayCancellation = ({
  cancellationDays,
}: Pick<PublicExperience, "cancellationDays">): string =>
  `Cancel up to ${count(cancellationDays, "day")} before it starts and get all your money back. After that it cannot be cancelled.`;

/** Every rule that a guest can run into, as sentences. */
export function sayExperienceRules(experience: PublicExperience): string[] {
  const { instant, request, participants, noticeHours, horizonDays, timeZone } = experience;
  const open = sayWeeklyTimes(experience.weeklyTimes).join("; ");
  return [
    ...(instant && open !== "" ? [`Sessions: ${open} (${sayZone(timeZone)} time).`] : []),
    ...(request === undefined
      ? []
      : [
          `Another time can be asked for, from ${sayTime(request.opens)} to ${sayTime(request.closes)}. ${experience.supplierName} answers, and you pay only if it is a yes.`,
        ]),
    participants.minimum > 1
      ? `From ${participants.minimum} to ${sayPeople(participants.maximum)} in one booking.`
      : `Up to ${sayPeople(participants.maximum)} in one booking.`,
    `Book at least ${count(noticeHours, "hour")} and at most ${count(horizonDays, "day")} ahead.`,
    sayHold(experience),
  ];
}

/** A class is paid on the page, where a countdown shows how long its spots are still held. */
function sayHold(experience: PublicExperience): string {
  if (experience.checkout === "payment-intent") {
    return `Your spots are held for ${sayLength(experience.holdMinutes)} while you pay.`;
  }
  const time = sayTimeToPay(experience);
  return experience.instant
    ? `Your spots are held for ${time}, or until it starts: that is how long you have to pay.`
    : `After a yes your spots are held for ${time}, or until it starts: that is how long you have to pay.`;
}
