import { SANDBOX_KEYS, SANDBOX_LINK_SECRET } from "./defaults.ts";
import { sandboxServiceAccount } from "./google/service-account.ts";

type Variables = Record<string, string>;
type Config = Record<string, unknown>;

/**
 * The variables of one provider. When a person sets `chosenBy` in `.dev.vars`, they mean the real
 * provider, and none of the sandbox's variables for it are used.
 */
interface ProviderVariables {
  chosenBy: string;
  variables: Variables;
}

/** What points the app at the sandbox, provider by provider. */
export function sandboxProviders(publicBase: string): ProviderVariables[] {
  return [
    {
      chosenBy: "STRIPE_SECRET_KEY",
      variables: {
        STRIPE_SECRET_KEY: SANDBOX_KEYS.stripeSecret,
        STRIPE_PUBLISHABLE_KEY: SANDBOX_KEYS.stripePublishable,
        STRIPE_WEBHOOK_SECRET: SANDBOX_KEYS.stripeWebhookSecret,
        STRIPE_CONNECT_WEBHOOK_SECRET: SANDBOX_KEYS.stripeConnectWebhookSecret,
        STRIPE_API_BASE: `${publicBase}/sandbox/stripe`,
        STRIPE_JS_URL: "/sandbox/stripe/v3.js",
      },
    },
    {
      chosenBy: "GOOGLE_SERVICE_ACCOUNT",
      variables: {
        GOOGLE_SERVICE_ACCOUNT: JSON.stringify(sandboxServiceAccount(publicBase)),
        GOOGLE_API_BASE: `${publicBase}/sandbox/google`,
        GOOGLE_TOKEN_URL: `${publicBase}/sandbox/google/token`,
      },
    },
    {
      chosenBy: "MAILERSEND_API_KEY",
      variables: {
        MAILERSEND_API_KEY: SANDBOX_KEYS.mailersend,
        MAILERSEND_WEBHOOK_SECRET: SANDBOX_KEYS.mailersendWebhookSecret,
        MAILERSEND_API_BASE: `${publicBase}/sandbox/mailersend/v1`,
      },
    },
    {
      chosenBy: "TWILIO_ACCOUNT_SID",
      variables: {
        TWILIO_ACCOUNT_SID: SANDBOX_KEYS.twilioAccountSid,
        TWILIO_AUTH_TOKEN: SANDBOX_KEYS.twilioAuthToken,
        TWILIO_API_BASE: `${publicBase}/sandbox/twilio`,
      },
    },
  ];
}

/** The app's variables: wrangler.toml's, then the sandbox's, then the person's own. */
export function appVariables(
  publicBase: string,
  configured: Variables,
  personal: Variables,
): Variables {
  const { port } = new URL(publicBase);
  const variables: Variables = {
    ...configured,
    PUBLIC_URL: publicBase,
    LINK_SECRET: SANDBOX_LINK_SECRET,
    ALLOWED_ORIGINS: `http://localhost:${port},http://127.0.0.1:${port}`,
  };
  for (const provider of sandboxProviders(publicBase)) {
    const isReal = personal[provider.chosenBy] !== undefined;
    for (const [name, value] of Object.entries(provider.variables)) {
      if (isReal) delete variables[name];
      else variables[name] = value;
    }
  }
  return { ...variables, ...personal };
}

/** The providers that the person's own keys replace, by the variable that chose them. */
export function realProviders(personal: Variables): string[] {
  return sandboxProviders("http://localhost")
    .map(({ chosenBy }) => chosenBy)
    .filter((name) => personal[name] !== undefined);
}

/** The app's wrangler configuration, to be read from another directory. */
export function appConfig(
  raw: Config,
  options: { variables: Variables; absolute(path: string): string },
): Config {
  const { absolute } = options;
  const config: Config = { ...raw, vars: { ...fieldsOf(raw.vars), ...options.variables } };
  if (typeof raw.main === "string") config.main = absolute(raw.main);
  const assets = fieldsOf(raw.assets);
  if (typeof assets.directory === "string") {
    config.assets = { ...assets, directory: absolute(assets.directory) };
  }
  const build = fieldsOf(raw.build);
  if (typeof build.command === "string") {
    const watched = typeof build.watch_dir === "string" ? [build.watch_dir] : build.watch_dir;
    config.build = {
      ...build,
      cwd: absolute("."),
      ...(Array.isArray(watched)
        ? { watch_dir: watched.map((path) => absolute(String(path))) }
        : {}),
    };
  }
  const aliases = Object.entries(fieldsOf(raw.alias)).map(([name, target]) => [
    name,
    String(target).startsWith("./") ? absolute(String(target)) : target,
  ]);
  if (aliases.length > 0) config.alias = Object.fromEntries(aliases);
  if (Array.isArray(raw.d1_databases)) {
    config.d1_databases = raw.d1_databases.map((database: unknown) => {
      const fields = fieldsOf(database);
      const migrations = fields.migrations_dir;
      if (typeof migrations !== "string") return fields;
      return { ...fields, migrations_dir: absolute(migrations) };
    });
  }
  return config;
}

/** The sandbox's own wrangler configuration, in front of the app. */
export function sandboxConfig(
  raw: Config,
  options: {
    appName: string;
    variables: Variables;
    scripts: string;
    absolute(path: string): string;
  },
): Config {
  return {
    ...raw,
    main: options.absolute(String(raw.main)),
    vars: { ...fieldsOf(raw.vars), ...options.variables },
    services: [{ binding: "APP", service: options.appName }],
    assets: { directory: options.scripts },
  };
}

/** The strings among a configuration's `vars`. */
export function variablesOf(raw: Config): Variables {
  const strings = Object.entries(fieldsOf(raw.vars)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(strings);
}

export function cronsOf(raw: Config): string[] {
  const { crons } = fieldsOf(raw.triggers);
  return Array.isArray(crons)
    ? crons.filter((cron): cron is string => typeof cron === "string")
    : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
