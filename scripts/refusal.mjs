/** A reason to stop that a person can act on: shown as one line, without a stack. */
export class Refusal extends Error {}

/** Runs a command of ours: a Refusal ends it with its one line, anything else with its stack, both with exit code 1. */
export async function runCommand(command) {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  }
}
