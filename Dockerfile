# The bot in a container: docker build -t trade-bot . && docker run -d -v trade-data:/data --env-file .env trade-bot
FROM python:3.11-slim

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY data data
RUN pip install --no-cache-dir -c constraints.txt . \
    && useradd --system --uid 10001 --home-dir /data --no-create-home trade \
    && install -d -o trade -g trade /data

# The user's data folder, and with it the default database, is on the volume.
ENV XDG_DATA_HOME=/data PYTHONUNBUFFERED=1
USER trade
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM

# Running answers are sent before the process ends: stop it with a grace of 60 seconds (docker stop -t 60).
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["trade-bot", "check"]
ENTRYPOINT ["trade-bot"]
CMD ["run"]
