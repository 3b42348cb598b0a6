import * as z from "zod";
import { json } from "../json.ts";
import { problemCodes } from "../problem.ts";
import { releaseSchema, roomHoldSchema, roomQuoteSchema } from "../schemas.ts";

const body = (schema: z.ZodType) => ({
  required: true,
  content: { "application/json": { schema: z.toJSONSchema(schema, { io: "input" }) } },
});

const problems = {
  description: "A refusal (RFC 9457), with a stable code",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        required: ["type", "title", "status", "code"],
        properties: {
          type: { type: "string" },
          title: { type: "string" },
          status: { type: "integer" },
          code: { enum: problemCodes },
          detail: { type: "string" },
          violations: { type: "array", items: { type: "object" } },
          conflicts: { type: "array", items: { type: "string", format: "date" } },
          alternatives: { type: "array", items: { type: "object" } },
        },
      },
    },
  },
};

const answers = (status: string, description: string) => ({
  [status]: { description, content: { "application/json": { schema: { type: "object" } } } },
  default: problems,
});

const inPath = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });
const inQuery = (name: string, format?: string, required = true) => ({
  name,
  in: "query",
  required,
  schema: { type: "string", ...(format && { format }) },
});

/** `GET /api/openapi.json`, from the same schemas that check the requests. */
export function openapi(): Response {
  return json({
    openapi: "3.1.0",
    info: { title: "Twogate", version: "1" },
    paths: {
      "/api/catalogue": { get: { responses: answers("200", "What can be booked") } },
      "/api/rooms/{room}/availability": {
        get: {
          parameters: [inPath("room"), inQuery("from", "date"), inQuery("to", "date")],
          responses: answers("200", "The free time of each day, in the room's zone"),
        },
      },
      "/api/quote": {
        post: {
          requestBody: body(roomQuoteSchema),
          responses: answers("200", "Lines that add up to the total, in minor units"),
        },
      },
      "/api/create-payment-intent": {
        post: {
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: false,
              schema: { type: "string", pattern: "^[A-Za-z0-9_-]{16,100}$" },
            },
          ],
          requestBody: body(roomHoldSchema),
          responses: answers("201", "The slot is held until holdExpiresAt"),
        },
      },
      "/api/reservations/{id}/release": {
        post: {
          parameters: [inPath("id")],
          requestBody: body(releaseSchema),
          responses: answers("200", "The hold is given back"),
        },
      },
      "/api/bookings/by-payment-intent": {
        get: {
          parameters: [
            inQuery("payment_intent"),
            inQuery("payment_intent_client_secret", undefined, false),
            inQuery("reservation", undefined, false),
          ],
          responses: answers("200", "What became of a payment"),
        },
      },
    },
  });
}
