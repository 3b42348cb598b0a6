import type { Calendar } from "./calendar.ts";
import type { Mail } from "./mail.ts";
import type { Payments } from "./payments.ts";

/** Everybody outside that effects talk to. */
export interface Providers {
  payments: Payments;
  calendar: Calendar;
  mail: Mail;
}
