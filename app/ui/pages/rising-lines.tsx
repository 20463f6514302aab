/** Thirteen lines that set out together; one of them rises, in the accent. Decoration only. */
export function RisingLines() {
  const lines = Array.from({ length: 12 }, (_, at) => {
    const end = 430 - at * 33 + (at > 5 ? 1 : 0);
    return { start: 470 - at * 4, lift: 460 - at * 13.2, end, x: 560 - at * 3.4, fade: 0.1 + at * 0.024 };
  });
  return (
    <svg viewBox="-10 0 600 500" fill="none" strokeLinecap="round" aria-hidden="true">
      {lines.map(({ start, lift, end, x, fade }) => (
        <g key={start}>
          <path d={`M0 ${start} C 190 ${start - 6}, 330 ${lift}, ${x} ${end}`} stroke="var(--ink)" strokeWidth="1.25" opacity={fade} />
          <circle cx={x} cy={end} r="2.25" fill="var(--ink)" opacity={fade + 0.1} />
        </g>
      ))}
      <path d="M0 422 C 200 416, 330 302, 520 35" stroke="var(--accent)" strokeWidth="3" />
      <circle cx="520" cy="35" r="6" fill="var(--accent)" />
    </svg>
  );
}
