import type { VNode } from "preact";
import type { PublicExperience } from "../catalogue/public-view.ts";
import { RoomPlan } from "./room-plan.tsx";

const width = 320;
const height = 216;
const sun = { x: 160, y: 150 };

/** More would run together. */
const raysMax = 24;

/** A sun that rises over the water with a ray for everybody who can take part. */
function Sunrise({ people }: { people: number }): VNode {
  const count = Math.min(people, raysMax);
  const rays = Array.from({ length: count }, (_, index) => {
    const angle = Math.PI + ((index + 0.5) / count) * Math.PI;
    const at = (reach: number) =>
      `${(sun.x + reach * Math.cos(angle)).toFixed(1)} ${(sun.y + reach * Math.sin(angle)).toFixed(1)}`;
    return `M${at(66)}L${at(index % 2 === 0 ? 126 : 104)}`;
  });
  return (
    <svg class="plan" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-linecap="round">
        <path d={rays.join("")} stroke-width={count > 14 ? 5 : 8} />
        <path d={`M108 ${sun.y}a52 52 0 0 1 104 0z`} fill="currentColor" stroke="none" />
        <path
          d="M20 166q17.5 10 35 0t35 0 35 0 35 0 35 0 35 0 35 0 35 0M55 186q17.5 10 35 0t35 0 35 0 35 0 35 0 35 0M90 206q17.5 10 35 0t35 0 35 0 35 0"
          stroke-width="5"
        />
      </g>
    </svg>
  );
}

/** Decorative. A class is drawn as the room that it fills; anything else as a morning. */
export function SessionArt({ experience }: { experience: PublicExperience }): VNode {
  const { maximum } = experience.participants;
  return experience.checkout === "payment-intent" ? (
    <RoomPlan capacity={maximum} />
  ) : (
    <Sunrise people={maximum} />
  );
}
