# One image for web, worker, clock and the migration. Build: docker build -t trustcoach .
FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt

FROM base AS pages
COPY . .
RUN python -m ops.frontend

FROM base
RUN useradd --create-home trustcoach && install -d -o trustcoach /app/.data
COPY --chown=trustcoach . .
COPY --from=pages --chown=trustcoach /app/.web/build .web/build
COPY --from=pages --chown=trustcoach /app/.web/fingerprint .web/
USER trustcoach
ENV ENVIRONMENT=production HOST=0.0.0.0 PORT=3000
EXPOSE 3000
CMD ["python", "-m", "ops.web"]
