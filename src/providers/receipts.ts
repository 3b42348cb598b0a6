import type { ReceiptStatus } from "../domain/service/receipt.ts";

/** One piece of news about one message, verified. News can come twice, late and out of order. */
export interface Receipt {
  channel: "email" | "whatsapp";
  /** The provider's id of the message: what sending it answered. */
  message: string;
  /** The same piece of news always has the same id. */
  event: string;
  status: ReceiptStatus;
  /** What the message was marked with when it was sent; says whose it is when its id was lost. */
  tags: string[];
  /** The provider's own code of a failure, for staff. */
  code?: string | undefined;
  /** Why it did not arrive, as the provider or its documentation says. */
  reason?: string | undefined;
}
