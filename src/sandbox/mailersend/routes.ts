import { underFaults } from "../faults.ts";
import { answerRoute, type Route } from "../routes.ts";
import type { World } from "../world.ts";
import { emails } from "./emails.ts";
import { hexId } from "./hex-id.ts";
import { type FieldErrors, validateEmail } from "./validate-email.ts";
import { followEmail } from "./webhooks.ts";

/** Seconds that a throttled caller is told to wait. */
const RETRY_AFTER_SECONDS = 60;

/** Answers everything under `/sandbox/mailersend`. */
export function mailersendRoutes(world: World): (request: Request) => Promise<Response> {
  const routes: Route[] = [
    {
      method: "POST",
      path: "/v1/email",
      handle: (request) =>
        underFaults(world, "mailersend", "email.send", {
          perform: () => sendEmail(world, request),
          fail: faultAnswer,
        }),
    },
  ];
  return async (request) =>
    (await answerRoute(routes, "/sandbox/mailersend", request)) ??
    Response.json({ message: "Resource not found." }, { status: 404 });
}

/** https://developers.mailersend.com/api/v1/email.html#send-an-email */
async function sendEmail(world: World, request: Request): Promise<Response> {
  if (request.headers.get("authorization") !== `Bearer ${world.settings.keys.mailersend}`) {
    return Response.json({ message: "Unauthenticated." }, { status: 401 });
  }
  const body = await readJson(request);
  if (body === undefined) return refused({ "": ["The request body must be a JSON object."] });
  const read = validateEmail(body);
  if (!read.ok) return refused(read.errors);
  const id = hexId(world);
  world.transaction(() => {
    const email = { ...read.email, id, at: world.now() };
    emails(world).put(id, email);
    followEmail(world, email);
  });
  return new Response(null, {
    status: 202,
    headers: { "x-message-id": id, "x-send-paused": "false" },
  });
}

function refused(errors: FieldErrors): Response {
  const messages = Object.values(errors).flat();
  const more = messages.length - 1;
  const message = `${messages[0] ?? "The given data was invalid."}${more > 0 ? ` (and ${more} more error${more > 1 ? "s" : ""})` : ""}`;
  return Response.json({ message, errors }, { status: 422 });
}

/** What an account may be refused for, by the code that MailerSend ends its words with. */
const ACCOUNT_ERRORS: Readonly<Record<string, FieldErrors>> = {
  MS42207: {
    "from.email": [
      "The from.email domain must be verified in your account to send emails. #MS42207",
    ],
  },
  MS42225: { to: ["You have reached trial account unique recipients limit. #MS42225"] },
};

function faultAnswer(status = 500, reason = ""): Response {
  if (status === 429) {
    return Response.json(
      { message: "Too Many Attempts." },
      {
        status,
        headers: { "retry-after": String(RETRY_AFTER_SECONDS), "x-ratelimit-remaining": "0" },
      },
    );
  }
  if (status === 422) {
    return refused(ACCOUNT_ERRORS[reason] ?? { to: ["The to field is invalid (sandbox fault)."] });
  }
  return Response.json({ message: "Server Error" }, { status });
}

async function readJson(request: Request): Promise<Record<string, unknown> | undefined> {
  try {
    const body: unknown = await request.json();
    const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
    return isObject ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
