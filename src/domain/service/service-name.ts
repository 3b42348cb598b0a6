/**
 * Ids route themselves: `res_service_<service>_<16 of 0-9a-v>` names the object that holds it, so a
 * webhook or a link reaches it without a look-up. Slugs have no underscore.
 */
export function serviceReservationId(service: string, random: string): string {
  return `res_service_${service}_${random}`;
}

/** The service that a reservation's id names; `undefined` for what is no id of a service. */
export function serviceOf(reservation: string): string | undefined {
  return /^res_service_([a-z0-9-]{1,40})_[0-9a-v]{16}$/.exec(reservation)?.[1];
}
