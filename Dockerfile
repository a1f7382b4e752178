# An image with the program in it. The site comes from outside, at /site; it is built as an ordinary user:
#   docker build -t gongkai .
#   docker run --rm -v "$PWD/my-site:/site" -u "$(id -u):$(id -g)" gongkai build
# 只装程序的镜像；站点文件夹挂到 /site。
FROM python:3.12.11-slim-bookworm AS built
WORKDIR /src
RUN python -m venv /opt/gongkai
COPY requirements.lock ./
RUN /opt/gongkai/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY generator generator
COPY themes themes
COPY docs/ci docs/ci
RUN /opt/gongkai/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12.11-slim-bookworm
ENV GONGKAI_LANG=zh PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
RUN useradd --create-home --uid 1000 gongkai && mkdir /site && chown gongkai /site
COPY --from=built /opt/gongkai /opt/gongkai
USER 1000:1000
WORKDIR /site
ENTRYPOINT ["/opt/gongkai/bin/gongkai"]
CMD ["--help"]
