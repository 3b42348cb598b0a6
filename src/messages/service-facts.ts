import type { LocalDate, WallTime } from "../domain/local-time.ts";
import type { PriceLine } from "../domain/money.ts";
import type { MessageOperator } from "./facts.ts";

/** Everything that a message about a transport booking may say. Amounts in minor units. */
export interface ServiceFacts {
  reservation: string;
  code: string;
  serviceName: string;
  serviceSlug: string;
  /** It is sold no more: its page is gone. */
  retired: boolean;
  operator: MessageOperator;
  /** Who drives or dispatches; guests are told how to reach them, by email and WhatsApp (E.164). */
  owner: { name: string; email: string; whatsapp: string };
  timeZone: string;
  date: LocalDate;
  /** When the guest is picked up. */
  time: WallTime;
  startsAt: number;
  /** When the vehicle is back. */
  endsAt: number;
  /** How many vehicles the booking takes for itself: 0 when it shares one with others. */
  vehicles?: number | undefined;
  route: string;
  format: string;
  package: string;
  pickup: { place: string; details?: string | undefined };
  /** Where the route ends for this guest, if that was asked. */
  dropOff?: string | undefined;
  passengers: number;
  guest: { name: string; email: string; phone: string };
  /** The guest's WhatsApp number (E.164), if they have one. */
  whatsapp?: string | undefined;
  extras: { label: string; value: string }[];
  notes?: string | undefined;
  lines: PriceLine[];
  total: number;
  currency: string;
  /** Once paid, the provider's id of the payment. */
  payment?: string | undefined;
  refundPolicy: string[];
  refundedAmount?: number | undefined;
  /** Why the money goes back, or why the booking is cancelled: a sentence that the guest reads. */
  reason?: string | undefined;
  /**
   * The message that did not arrive (by its name), where to, why in the provider's words, and whether
   * what it says is known to have reached the guest by the other channel.
   */
  undelivered?:
    | { message: string; to: string; detail: string; isToldOtherwise?: boolean }
    | undefined;
  publicUrl: string;
  at: number;
}
