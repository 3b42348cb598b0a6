import { type Outcome, ok } from "../../providers/outcome.ts";
import type { PayoutAccount, Payouts } from "../../providers/payouts.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Log, LogLine } from "../event-log.ts";
import { migrate } from "../migrations.ts";
import { supplierMigrations } from "./supplier-migrations.ts";
import { type SupplierEvent, SupplierStore } from "./supplier-store.ts";

/** The provider is asked about one account at most this often, however many guests and links ask us. */
const ASK_PAUSE_MS = 3_000;

/**
 * An account that can be paid is believed for this long. The provider tells us when that ends; this
 * is for news that never came.
 */
const BELIEVED_MS = 24 * 60 * 60_000;

export interface SupplierSurroundings {
  supplier: {
    slug: string;
    name: string;
    email: string;
    /** ISO 3166 country of the supplier's bank, two capitals. */
    country: string;
  };
  storage: ObjectStorage;
  payouts: Payouts;
  now: () => number;
  log: Log;
}

/**
 * What became of news about an account. `foreign`: not this supplier's account. `unreachable`: the
 * provider could not say, so the news should come again.
 */
export type AccountNews = "stored" | "foreign" | "unreachable";

/** One supplier's account for payouts: opened once, and whether money can be transferred to it. */
export class SupplierObject {
  readonly #surroundings: SupplierSurroundings;
  readonly #store: SupplierStore;
  #opening: Promise<Outcome<PayoutAccount>> | undefined;
  #lastAsk: { at: number; answer: Promise<Outcome<PayoutAccount>> } | undefined;
  /** Looks are counted, so that an answer that comes late never overwrites a later look's. */
  #looks = 0;
  #latestSeen = 0;

  constructor(surroundings: SupplierSurroundings) {
    this.#surroundings = surroundings;
    migrate(surroundings.storage, supplierMigrations);
    this.#store = new SupplierStore(surroundings.storage);
  }

  /**
   * The account, undefined while there is none. Asks the provider while transfers are not active,
   * at most every few seconds; not `ok` only when they were not active and the provider cannot say.
   */
  async account(): Promise<Outcome<PayoutAccount | undefined>> {
    const known = this.#store.account();
    if (known === undefined) return ok(undefined);
    const { account, transfersActive, seenAt } = known;
    const believed = ok({ account, transfersActive });
    if (transfersActive && this.#surroundings.now() - seenAt < BELIEVED_MS) return believed;
    const fresh = await this.#askSparingly(account);
    return fresh.kind === "ok" || !transfersActive ? fresh : believed;
  }

  /**
   * A page of the provider on which the supplier tells what is missing: single-use and short-lived,
   * so never stored, logged or emailed. Opens the account first if there is none.
   */
  async onboardingUrl(addresses: {
    returnUrl: string;
    refreshUrl: string;
  }): Promise<Outcome<{ url: string }>> {
    const { payouts } = this.#surroundings;
    const account = await this.#openedAccount();
    if (account.kind !== "ok") return account;
    const page = await payouts.onboardingUrl({ account: account.value.account, ...addresses });
    if (page.kind === "ok") this.#say({ message: "Supplier onboarding begun", level: "info" });
    else {
      const detail = page.reason;
      this.#say({ message: "Supplier onboarding could not begin", level: "warn", detail });
    }
    return page;
  }

  /**
   * The provider says that an account has changed: asks what it is now, and stores that. An account
   * of which we never got the answer is taken on here.
   */
  async accountChanged(account: string): Promise<AccountNews> {
    const known = this.#store.account();
    if (known !== undefined && known.account !== account) return this.#foreign(account);
    const seen = await this.#ask(account);
    if (seen.kind === "ok") {
      return this.#store.account()?.account === account ? "stored" : this.#foreign(account);
    }
    return seen.kind === "permanent" ? this.#foreign(account) : "unreachable";
  }

  /** Everything that happened to the account: for staff. */
  journal(): { at: number; event: SupplierEvent }[] {
    return this.#store.journal();
  }

  #openedAccount(): Promise<Outcome<PayoutAccount>> {
    const known = this.#store.account();
    if (known !== undefined) return Promise.resolve(ok(known));
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** One attempt. Whoever clicks while it runs waits for it; whoever comes after it repeats its key. */
  async #open(): Promise<Outcome<PayoutAccount>> {
    const { supplier, payouts, now } = this.#surroundings;
    const { slug, name, email, country } = supplier;
    const generation = this.#store.opening(now());
    const idempotencyKey = accountKey(slug, generation);
    const opened = await payouts.openAccount({
      supplier: slug,
      name,
      email,
      country,
      idempotencyKey,
    });
    if (opened.kind === "ok") return ok(this.#took(opened.value));
    const isSpent = opened.kind === "permanent" || (opened.kind === "unknown" && opened.answered);
    if (isSpent) this.#store.spendKey(generation);
    const detail = opened.reason;
    this.#say({ message: "Supplier account could not be opened", level: "warn", detail });
    return opened;
  }

  /** While we waited, the provider's own news may have told us of an account: the first one stays. */
  #took(opened: PayoutAccount): PayoutAccount {
    this.#see(opened);
    const kept = this.#store.account() ?? opened;
    if (kept.account !== opened.account) this.#foreign(opened.account);
    return kept;
  }

  #askSparingly(account: string): Promise<Outcome<PayoutAccount>> {
    const last = this.#lastAsk;
    if (last !== undefined && this.#surroundings.now() - last.at < ASK_PAUSE_MS) return last.answer;
    return this.#ask(account);
  }

  #ask(account: string): Promise<Outcome<PayoutAccount>> {
    const answer = this.#look(account);
    this.#lastAsk = { at: this.#surroundings.now(), answer };
    return answer;
  }

  async #look(account: string): Promise<Outcome<PayoutAccount>> {
    this.#looks += 1;
    const look = this.#looks;
    const seen = await this.#seenOf(account);
    if (seen.kind !== "ok" || look < this.#latestSeen) return seen;
    this.#latestSeen = look;
    this.#see(seen.value);
    return seen;
  }

  /** The supplier's own account that the provider does not show us any more cannot be paid. */
  async #seenOf(account: string): Promise<Outcome<PayoutAccount>> {
    const seen = await this.#surroundings.payouts.account(account);
    const isOwn = this.#store.account()?.account === account;
    return seen.kind === "permanent" && isOwn ? ok({ account, transfersActive: false }) : seen;
  }

  #see(seen: PayoutAccount): void {
    const { now } = this.#surroundings;
    for (const event of this.#store.see(seen, now())) {
      const line = lineOf(event);
      if (line !== undefined) this.#say({ ...line, account: seen.account });
    }
  }

  #foreign(account: string): "foreign" {
    this.#say({ message: "Supplier account unknown", level: "warn", account });
    return "foreign";
  }

  #say(line: LogLine): void {
    this.#surroundings.log({ ...line, supplier: this.#surroundings.supplier.slug });
  }
}

/** The same for every repeat, until the provider has answered it with a failure. */
function accountKey(slug: string, generation: number): string {
  return `supplier/${slug}/account${generation === 1 ? "" : `/${generation}`}`;
}

/** What staff see in the log. That an account is being opened is in the journal only. */
function lineOf(event: SupplierEvent): LogLine | undefined {
  switch (event.type) {
    case "AccountOpening":
      return undefined;
    case "AccountOpened":
      return { message: "Supplier account opened", level: "info" };
    case "TransfersActivated":
      return { message: "Supplier account active", level: "info" };
    case "TransfersStopped":
      return { message: "Supplier account inactive", level: "warn" };
  }
}
