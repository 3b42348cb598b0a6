import config from "../../rooms.config.ts";
import { holidayCalendars } from "./holidays.ts";
import type { Catalogue } from "./parse.ts";
import { parseCatalogue } from "./parse.ts";

export { CatalogueError } from "./catalogue-error.ts";
export type { Operator, Owner, WhatsAppSender, WhatsAppTemplate } from "./operator.ts";
export type { Catalogue, Room } from "./parse.ts";
export { parseCatalogue } from "./parse.ts";
export type { Checkout, Experience, Hotel, Supplier } from "./parse-experience.ts";
export type { Service } from "./parse-service.ts";

/** rooms.config.ts, read once; a wrong one stops the Worker and the tests with a CatalogueError. */
export const catalogue: Catalogue = parseCatalogue(config, holidayCalendars);
