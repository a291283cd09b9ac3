"""The pages and the API: a thin door over app, on your own machine."""
