/** The little of autocannon that the bench uses. */
declare module "autocannon" {
  interface Run extends Promise<{ errors: number; timeouts: number }> {
    on(event: "response", listen: (client: unknown, status: number, bytes: number, milliseconds: number) => void): this;
  }
  export default function autocannon(options: { url: string; connections: number; duration: number; headers: Record<string, string> }): Run;
}
