# Web pages, API and redis-server in one image.
#   docker build -t keyspace . && docker run --rm -p 127.0.0.1:8080:8080 -p 127.0.0.1:6380:6380 keyspace

FROM node:22-bookworm-slim AS build
RUN npm install --global pnpm@10
WORKDIR /app
# Changes rarely, so the packages stay in a layer of their own.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch
COPY . .
RUN pnpm install --frozen-lockfile --offline && pnpm build \
 && pnpm --filter @keyspace/api deploy --prod --legacy --offline /deployed

FROM node:22-bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends redis-server \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# The bundle holds its packages. What is beside it grades exams: esbuild, Deno, and what a submission
# may import.
COPY --from=build /app/apps/api/package.json apps/api/
COPY --from=build /deployed/node_modules apps/api/node_modules
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/web/dist apps/web/dist
COPY --from=build /app/lessons lessons

# Submissions of exams outlive the container in a volume.
RUN mkdir data && chown node:node data
VOLUME /app/data

# Few arenas: what the Workers of embedded sandboxes had goes back to the system when they rest.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    HOST=0.0.0.0 \
    PORT=8080 \
    RESP_PORT=6380
EXPOSE 8080 6380

# An ordinary user. docker-compose.yml starts as root without most of root's rights instead, which
# lets every learner's Redis have a user id of its own; that is what PUBLIC=1 asks for.
USER node

HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# Node handles SIGTERM and SIGINT itself: it ends every sandbox and exits with 0.
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
