# incidentlint without a Python of your own: docker build -t incidentlint . && docker run --rm -v "$PWD:/src:ro" incidentlint check docs/
# It is what the hook incidentlint-docker of pre-commit builds, too.
FROM python:3.13-slim AS build
COPY . /project
RUN python -m venv /opt/incidentlint \
    && /opt/incidentlint/bin/python -m pip install --no-cache-dir --disable-pip-version-check /project \
    && /opt/incidentlint/bin/python -m pip uninstall --yes --quiet pip

FROM python:3.13-slim
COPY --from=build /opt/incidentlint /opt/incidentlint
ENV PATH="/opt/incidentlint/bin:$PATH"
RUN useradd --create-home --uid 1000 incidentlint
USER 1000
WORKDIR /src
ENTRYPOINT ["incidentlint"]
CMD ["--help"]
