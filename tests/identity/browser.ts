import { AppError } from "~/platform/errors";

interface Told {
  status: number;
  location: string | null;
  data: Record<string, unknown>;
  /** The first fault of a refused form, or the code that was thrown. */
  fault: string | null;
}
type Door = (args: never) => unknown;

/** A browser without pages: keeps its cookies, follows nothing, and asks loaders and actions as the framework would. */
export class Browser {
  readonly jar = new Map<string, string>();
  constructor(
    readonly clientAddress: string,
    readonly userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
  ) {}

  get cookie() {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** A request as this browser sends it now. */
  request(path: string, form?: Record<string, string>) {
    const headers = { cookie: this.cookie, "user-agent": this.userAgent };
    return form
      ? new Request(`http://localhost:3000${path}`, { method: "POST", headers, body: new URLSearchParams(form) })
      : new Request(`http://localhost:3000${path}`, { headers });
  }

  get = (door: unknown, path: string, params = {}) => this.ask(door as Door, this.request(path), params);
  post = (door: unknown, path: string, form: Record<string, string> = {}, params = {}) =>
    this.ask(door as Door, this.request(path, form), params);

  private async ask(door: Door, request: Request, params: object): Promise<Told> {
    const args = { request, params, context: { clientAddress: this.clientAddress, nonce: "n", requestId: "r" } };
    try {
      return this.read(await door(args as never));
    } catch (thrown) {
      if (thrown instanceof Response) return this.read(thrown);
      if (thrown instanceof AppError) return { status: thrown.detail.status ?? 409, location: null, data: {}, fault: thrown.code };
      throw thrown;
    }
  }

  private read(answer: unknown): Told {
    const isResponse = answer instanceof Response;
    const wrapped = answer as { type?: string; data?: Record<string, unknown>; init?: ResponseInit } | null;
    const init = isResponse ? answer : wrapped?.type === "DataWithResponseInit" ? wrapped.init : undefined;
    const data = (isResponse ? {} : wrapped?.type === "DataWithResponseInit" ? wrapped.data : wrapped) as Record<string, unknown>;
    const headers = new Headers(init?.headers);
    for (const line of headers.getSetCookie()) this.keep(line);
    const errors = (data?.error ?? {}) as Record<string, Array<string>>;
    return {
      status: init?.status ?? 200,
      location: headers.get("location"),
      data: data ?? {},
      fault: Object.values(errors)[0]?.[0] ?? (data?.code as string | undefined) ?? null,
    };
  }

  private keep(line: string) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (/max-age=0/i.test(line)) this.jar.delete(name!);
    else this.jar.set(name!, value!);
  }
}

let addresses = 0;
/** Somebody in a network of his own, whom no other test has made wait. */
export const aBrowser = (userAgent?: string) => {
  const n = ++addresses + process.pid * 131;
  return new Browser(
    `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`.replace(/\.(\d+)$/, (_, last) => `.${last}`),
    userAgent,
  );
};
