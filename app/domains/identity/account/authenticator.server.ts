import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { AppError } from "~/platform/errors";
import { LogIn } from "./account.schema";
import { logIn, type Person } from "./log-in.server";

/** The ways to log in. One today: e-mail and password. */
export const authenticator = new Authenticator<Person>().use(
  new FormStrategy<Person>(async ({ form }) => {
    const { email, password } = LogIn.parse(Object.fromEntries(form));
    const person = await logIn({ email, password });
    if (!person) throw new AppError("identity.login.refused", { status: 422 });
    return person;
  }),
  "password",
);
