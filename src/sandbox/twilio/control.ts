import type { MessageStatus } from "twilio/lib/rest/api/v2010/account/message.js";
import type { Route } from "../routes.ts";
import type { World } from "../world.ts";
import { moveTo, NUMBER_OUTCOMES, setEnding } from "./delivery.ts";
import { conversations } from "./records.ts";
import { approveTemplate } from "./templates.ts";

const CONVERSATION_MS = 24 * 60 * 60 * 1000;
const STATUSES = ["sent", "delivered", "undelivered", "failed", "read"] as const;

/** What people do: read a message, write one themselves, get another phone, approve a template. */
export function twilioControls(world: World): Route[] {
  const route = (
    path: string,
    act: (body: Record<string, unknown>, id: string) => object | string,
  ): Route => ({
    method: "POST",
    path,
    handle: async (request, { id = "" }) => {
      const body = await readJson(request);
      const done = world.transaction(() => act(body, id));
      return typeof done === "string" ? refused(done) : Response.json(done);
    },
  });
  return [
    route("/twilio/messages/:id/status", ({ status, errorCode }, id) => {
      const next: MessageStatus | undefined = STATUSES.find((known) => known === status);
      if (next === undefined) return `status must be one of ${STATUSES.join(", ")}.`;
      const code = typeof errorCode === "number" ? errorCode : null;
      return moveTo(world, id, next, code) ?? `No such message: ${id}`;
    }),
    route("/twilio/conversations", ({ number }) => {
      if (typeof number !== "string") return "number is required.";
      const until = world.now() + CONVERSATION_MS;
      conversations(world).put(`whatsapp:${number}`, { until });
      return { number, until };
    }),
    route("/twilio/endings", ({ ending, outcome }) => {
      const chosen = NUMBER_OUTCOMES.find((known) => known === outcome);
      if (chosen === undefined) return `outcome must be one of ${NUMBER_OUTCOMES.join(", ")}.`;
      if (typeof ending !== "string" || !/^\d+$/.test(ending)) return "ending must be digits.";
      setEnding(world, ending, chosen);
      return { ending, outcome: chosen };
    }),
    route("/twilio/templates", ({ contentSid, body }) => {
      if (typeof contentSid !== "string" || !/^HX[0-9a-fA-F]{32}$/.test(contentSid)) {
        return 'contentSid must be "HX" and 32 hexadecimal digits.';
      }
      if (typeof body !== "string" || body === "") return "body is required.";
      approveTemplate(world, contentSid, body);
      return { contentSid };
    }),
  ];
}

function refused(detail: string): Response {
  const title = "Sandbox control call refused";
  return Response.json({ type: "about:blank", title, status: 400, detail }, { status: 400 });
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}
