import * as z from "zod";
import type { Desk } from "./objects/desk/desk.ts";
import type { Room } from "./objects/room/room.ts";
import type { Service } from "./objects/service/service.ts";
import type { Session } from "./objects/session/session.ts";
import type { Supplier } from "./objects/supplier/supplier.ts";

/** What wrangler.toml binds. */
export interface Env {
  ROOM: DurableObjectNamespace<Room>;
  SESSION: DurableObjectNamespace<Session>;
  SERVICE: DurableObjectNamespace<Service>;
  SUPPLIER: DurableObjectNamespace<Supplier>;
  DESK: DurableObjectNamespace<Desk>;
  LEDGER: D1Database;
  ASSETS: Fetcher;
  /** How often one network may hold or open something. */
  HOLD_LIMIT: RateLimit;
  /** How often one network may ask for a price, or what became of a payment. */
  QUESTION_LIMIT: RateLimit;
}

const serviceAccount = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be the service account's JSON key" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ client_email: z.email(), private_key: z.string().includes("PRIVATE KEY") }));

const origins = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  );

const required = z.string().min(1);

const settingsSchema = z.object({
  STRIPE_SECRET_KEY: required,
  STRIPE_PUBLISHABLE_KEY: required,
  STRIPE_WEBHOOK_SECRET: required,
  /** Of the endpoint for events of connected accounts: Stripe gives it a secret of its own. */
  STRIPE_CONNECT_WEBHOOK_SECRET: required,
  STRIPE_API_BASE: z.url().default("https://api.stripe.com"),
  STRIPE_JS_URL: required.default("https://js.stripe.com/v3/"),
  GOOGLE_SERVICE_ACCOUNT: serviceAccount,
  GOOGLE_API_BASE: z.url().default("https://www.googleapis.com"),
  GOOGLE_TOKEN_URL: z.url().default("https://oauth2.googleapis.com/token"),
  MAILERSEND_API_KEY: required,
  MAILERSEND_API_BASE: z.url().default("https://api.mailersend.com/v1"),
  MAILERSEND_WEBHOOK_SECRET: required,
  TWILIO_ACCOUNT_SID: required,
  TWILIO_AUTH_TOKEN: required,
  TWILIO_API_BASE: z.url().default("https://api.twilio.com"),
  /** Where guests reach this Worker; links in emails begin with it. No slash at the end. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/$/, "")),
  /** Other sites that may call the API from a browser, separated by commas. */
  ALLOWED_ORIGINS: origins,
  /** Signs the links in emails (HS256). Another one makes every link in an email sent before void. */
  LINK_SECRET: z.string().min(32, "must be at least 32 characters"),
  /** `https://<team>.cloudflareaccess.com`; without it the staff API is closed. */
  ACCESS_TEAM_DOMAIN: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  ACCESS_AUDIENCE: z.string().default(""),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Says which variables or secrets are missing or wrong, and never what they hold. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const parsed = new WeakMap<object, Settings>();

/**
 * The variables and secrets, checked once for each environment object.
 * @throws SettingsError that names every variable and its rule
 */
export function settingsOf(env: object): Settings {
  const known = parsed.get(env);
  if (known !== undefined) return known;
  const result = settingsSchema.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, code, message }) => {
      const missing = code === "invalid_type" && !(String(path[0]) in env);
      return `${path.join(".")}: ${missing ? "is missing" : message}`;
    });
    throw new SettingsError(
      `Wrong or missing variables (wrangler secret put NAME, or .dev.vars): ${problems.join("; ")}`,
    );
  }
  parsed.set(env, result.data);
  return result.data;
}
