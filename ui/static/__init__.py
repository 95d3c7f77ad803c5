"""Style sheets and scripts of the page."""
