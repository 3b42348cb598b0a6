import { type Facts, isLive } from "./facts.ts";

interface Reserved {
  reservation: string;
  email: string;
  status: string;
}

/** Of whatever is reserved: it comes to an end, once for each request, and is paid when booked. */
export function judgeReservations(
  { bookings }: Facts,
  reserved: readonly Reserved[],
  ends: readonly string[],
): string[] {
  const live = reserved.filter(isLive);
  const guests = live.map(({ email }) => email);
  const isPaid = ({ reservation }: Reserved) =>
    bookings.some((one) => one.reservation === reservation && isLive(one));
  return [
    ...reserved
      .filter(({ status }) => !ends.includes(status))
      .map(({ reservation, status }) => `no end: ${reservation} is ${status}`),
    ...guests
      .filter((email, index) => guests.indexOf(email) < index)
      .map((email) => `two bookings for one request: ${email}`),
    ...live
      .filter((one) => !isPaid(one))
      .map(({ reservation }) => `booked without a payment: ${reservation}`),
  ];
}
