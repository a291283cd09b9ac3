"""One file for each page: read the request, ask app, fill a template."""
