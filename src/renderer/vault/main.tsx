document.title = 'Busker'
