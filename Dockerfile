# policyc for a pipeline, installed from its wheel. docs/docker.md says how to use it, and what is not tested.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements/runtime.txt requirements/
RUN python -m venv /opt/policyc \
    && /opt/policyc/bin/python -m pip install --require-hashes -r requirements/runtime.txt
COPY . .
RUN /opt/policyc/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
    && /opt/policyc/bin/python -m pip install --no-deps --no-index /dist/policyc-*.whl

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 1000 policyc
COPY --from=build /opt/policyc /opt/policyc
ENV PATH=/opt/policyc/bin:$PATH LANG=C.UTF-8
USER policyc
WORKDIR /repo
CMD ["policyc", "--help"]
