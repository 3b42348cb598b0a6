import type { VNode } from "preact";

const width = 320;
const height = 216;

/** More would run together. */
const stopsMax = 6;

/** A road over hills with a stop for every place that the routes lead to. Decorative. */
export function RouteArt({ stops }: { stops: number }): VNode {
  const count = Math.max(2, Math.min(stops, stopsMax));
  const places = Array.from({ length: count }, (_, index) => {
    const along = index / (count - 1);
    // The road below is this curve: each stop lies on it.
    return { x: 36 + 248 * along, y: roadAt(along) };
  });
  const road = Array.from({ length: 41 }, (_, index) => {
    const along = index / 40;
    return `${index === 0 ? "M" : "L"}${(36 + 248 * along).toFixed(1)} ${roadAt(along).toFixed(1)}`;
  }).join("");
  const [last] = places.slice(-1);
  return (
    <svg class="plan" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
        <circle cx="250" cy="46" r="22" fill="currentColor" stroke="none" opacity="0.35" />
        <path d="M12 176 84 112l38 34 62-72 68 78 30-24 26 26" stroke-width="2.5" opacity="0.55" />
        <path d={road} stroke-width="14" />
        <path
          d={road}
          stroke="var(--plan-paper)"
          stroke-width="2.5"
          stroke-dasharray="9 10"
          stroke-linecap="butt"
        />
        {places.slice(0, -1).map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="11" fill="var(--plan-paper)" stroke-width="5" />
        ))}
        {last === undefined ? null : (
          <g>
            <path
              d={`M${last.x} ${last.y}c-17-24-24-31-24-43a24 24 0 0 1 48 0c0 12-7 19-24 43z`}
              fill="currentColor"
              stroke="var(--plan-paper)"
              stroke-width="3"
            />
            <circle cx={last.x} cy={last.y - 43} r="9" fill="var(--plan-paper)" stroke="none" />
          </g>
        )}
      </g>
    </svg>
  );
}

/** The height of the road at a share of its way, from 0 to 1. */
const roadAt = (along: number): number => 168 - 34 * along + 20 * Math.sin(along * 2 * Math.PI);
