# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS build
WORKDIR /essor
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN node scripts/build-essor.mjs && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /essor
COPY --from=build /essor/package.json /essor/prisma.config.ts ./
COPY --from=build /essor/node_modules node_modules
COPY --from=build /essor/build build
COPY --from=build /essor/prisma prisma
COPY --from=build /essor/scripts scripts
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/server/node.js"]
