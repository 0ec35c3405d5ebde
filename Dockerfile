# factlint alone, on nothing: a static binary needs no system around it.
#
#   docker build -t factlint .
#   docker run --rm -v "$PWD:/work" factlint check
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /factlint
COPY . .
RUN cargo build --release --locked --bin factlint

FROM scratch
COPY --from=build /factlint/target/release/factlint /factlint
COPY LICENSE-MIT LICENSE-APACHE NOTICE /
WORKDIR /work
ENTRYPOINT ["/factlint"]
CMD ["check"]
