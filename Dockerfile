# One image for web, worker and commands. `script/container-steps` runs these steps where no container engine is at hand:
# for that, everything lies below /srv, and no step changes anything else.
FROM python:3.12-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
WORKDIR /srv/tarjotin
COPY script/steps/uv.txt script/steps/uv.txt
RUN python -m venv /srv/uv
RUN /srv/uv/bin/pip install --quiet --no-cache-dir --require-hashes -r script/steps/uv.txt
# Packages change seldom: a layer of their own
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN /srv/uv/bin/uv sync --quiet --no-cache --frozen --no-dev --no-install-project --python python
COPY . .
RUN /srv/uv/bin/uv sync --quiet --no-cache --frozen --no-dev --python python
RUN .venv/bin/python script/steps/messages.py
RUN mkdir -p /srv/data

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=config.settings.production DATA_FOLDER=/srv/data
WORKDIR /srv/tarjotin
# The code belongs to root: who runs it may not change it
COPY --from=build /srv/tarjotin /srv/tarjotin
COPY --from=build --chown=10001:10001 /srv/data /srv/data
USER 10001:10001
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD [".venv/bin/python", "deploy/healthy.py"]
CMD [".venv/bin/gunicorn", "--config", "site/config/gunicorn.py", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
