/** Whether this is `npm run proof`. */
export const isProof = process.env.PROOF === "full";

/** How much a proof does: enough to fail when the promise is broken in `npm test`, what the product is measured by in `npm run proof`. */
export const sized = (inTests: number, inProof: number) => (isProof ? inProof : inTests);

/** Tells the figure that a proof is for. */
export const figure = (what: string, value: number | string) => process.stdout.write(`  ${what}: ${value}\n`);
