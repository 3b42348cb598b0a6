import * as z from "zod";
import { json } from "../json.ts";
import { problemCodes } from "../problem.ts";
import {
  classHoldSchema,
  releaseSchema,
  reservationSchema,
  roomHoldSchema,
  roomQuoteSchema,
  tripQuoteSchema,
  tripSchema,
} from "../schemas.ts";

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
          spotsAvailable: { type: "integer" },
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

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", pattern: "^[A-Za-z0-9_-]{16,100}$" },
};

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
          requestBody: body(z.union([roomQuoteSchema, tripQuoteSchema])),
          responses: answers("200", "Lines that add up to the total, in minor units"),
        },
      },
      "/api/create-payment-intent": {
        post: {
          parameters: [idempotencyKey],
          requestBody: body(z.union([roomHoldSchema, classHoldSchema])),
          responses: answers("201", "The room or the class's spots are held until holdExpiresAt"),
        },
      },
      "/api/experiences/{experience}/sessions": {
        get: {
          parameters: [inPath("experience"), inQuery("from", "date"), inQuery("to", "date")],
          responses: answers("200", "The sessions from one day to another, with the spots left"),
        },
      },
      "/api/reservations": {
        post: {
          parameters: [idempotencyKey],
          requestBody: body(reservationSchema),
          responses: answers(
            "201",
            "Of a session: spots held until paymentDeadline, to be paid at paymentUrl. Of a time of the guest's own: the supplier is asked, and answers until responseDeadline",
          ),
        },
      },
      "/api/checkout-sessions": {
        post: {
          parameters: [idempotencyKey],
          requestBody: body(tripSchema),
          responses: answers("201", "A trip's vehicles are held until holdExpiresAt; paid at url"),
        },
      },
      "/api/bookings/by-checkout-session": {
        get: {
          parameters: [inQuery("session_id"), inQuery("reservation")],
          responses: answers("200", "What became of a trip's checkout"),
        },
      },
      "/api/reservations/{id}/release": {
        post: {
          parameters: [inPath("id")],
          requestBody: body(releaseSchema),
          responses: answers("200", "The hold is given back"),
        },
      },
      "/api/bookings/{id}": {
        get: {
          parameters: [inPath("id"), inQuery("token")],
          responses: answers("200", "A session's reservation, as its guest's own link shows it"),
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
