import type { PayoutAccount } from "../../providers/payouts.ts";
import type { ObjectStorage } from "../../storage.ts";

/** What happened to a supplier's payout account, in order. */
export type SupplierEvent =
  /** Written before the provider is asked for an account; `generation` is part of the key. */
  | { type: "AccountOpening"; generation: number }
  | { type: "AccountOpened"; account: string }
  | { type: "TransfersActivated" }
  | { type: "TransfersStopped" };

/** An account as it was last seen, at that instant (UTC epoch milliseconds). */
export interface StoredAccount extends PayoutAccount {
  seenAt: number;
}

/** What one supplier's object stores. Every method is one transaction. */
export class SupplierStore {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    this.#storage = storage;
  }

  account(): StoredAccount | undefined {
    const { account, transfers_active, seen_at } = this.#row();
    if (account === null) return undefined;
    return { account, transfersActive: transfers_active === 1, seenAt: seen_at ?? 0 };
  }

  /** Records that an account is being opened; answers the generation that the call's key carries. */
  opening(now: number): number {
    return this.#storage.transactionSync(() => {
      const { generation } = this.#row();
      this.#append({ type: "AccountOpening", generation }, now);
      return generation;
    });
  }

  /** The provider has answered this key with a failure and would repeat it: the next call has another. */
  spendKey(generation: number): void {
    this.#storage.sql.exec(
      "UPDATE payout_account SET generation = ? WHERE generation = ?",
      generation + 1,
      generation,
    );
  }

  /**
   * Stores an account as it was seen. The first one stays: a supplier never has two. Answers what is
   * new about it.
   */
  see(seen: PayoutAccount, now: number): SupplierEvent[] {
    return this.#storage.transactionSync(() => {
      const known = this.account();
      if (known !== undefined && known.account !== seen.account) return [];
      const events: SupplierEvent[] = [];
      if (known === undefined) events.push({ type: "AccountOpened", account: seen.account });
      if (seen.transfersActive !== (known?.transfersActive ?? false)) {
        events.push({ type: seen.transfersActive ? "TransfersActivated" : "TransfersStopped" });
      }
      this.#storage.sql.exec(
        "UPDATE payout_account SET account = ?, transfers_active = ?, seen_at = ?",
        seen.account,
        Number(seen.transfersActive),
        now,
      );
      for (const event of events) this.#append(event, now);
      return events;
    });
  }

  journal(): { at: number; event: SupplierEvent }[] {
    return this.#storage.sql
      .exec<{ at: number; event: string }>("SELECT at, event FROM journal ORDER BY seq")
      .toArray()
      .map(({ at, event }) => ({ at, event: JSON.parse(event) as SupplierEvent }));
  }

  #append(event: SupplierEvent, now: number): void {
    this.#storage.sql.exec(
      "INSERT INTO journal (at, event) VALUES (?, ?)",
      now,
      JSON.stringify(event),
    );
  }

  #row() {
    const [row] = this.#storage.sql
      .exec<{
        account: string | null;
        transfers_active: number;
        seen_at: number | null;
        generation: number;
      }>("SELECT account, transfers_active, seen_at, generation FROM payout_account")
      .toArray();
    if (row === undefined) throw new Error("the migration writes the one row");
    return row;
  }
}
