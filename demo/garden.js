// The garden's own script: a button of the page that opens the chat.
for (const button of document.querySelectorAll('[data-chat]'))
  button.addEventListener('click', () => document.querySelector('im-widget').show());
