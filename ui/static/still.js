// Nothing in this part is pressed but links and forms, which the browser knows by itself.
