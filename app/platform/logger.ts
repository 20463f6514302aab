let write: (line: string) => void = (line) => console.log(line);

/** One JSON line. Never secrets, never texts of people: ids, codes and counts. */
export function log(line: { level: "info" | "warn" | "error"; msg: string } & Record<string, unknown>) {
  write(JSON.stringify({ time: new Date().toISOString(), ...line }));
}

/** Where the lines go. Tests collect them. */
export function setLogWriter(writer: (line: string) => void) {
  write = writer;
}
